using System.Globalization;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Serving.Wire;

/// <summary>What an environment answers to everybody alike at one revision, written once, by whoever asks first.</summary>
public sealed class EnvironmentWire
{
    private readonly ServedEnvironment _environment;
    private readonly Lazy<PreparedBody> _clientFlags;
    private readonly Lazy<PreparedBody> _serverFlags;
    private readonly Lazy<PreparedBody> _document;

    internal EnvironmentWire(ServedEnvironment environment)
    {
        _environment = environment;
        _clientFlags = new Lazy<PreparedBody>(() => new PreparedBody(WriteFlags(EnvironmentKeyKind.Client)));
        _serverFlags = new Lazy<PreparedBody>(() => new PreparedBody(WriteFlags(EnvironmentKeyKind.Server)));
        _document = new Lazy<PreparedBody>(() => new PreparedBody(DocumentWriter.Write(environment)));
        var seconds = (environment.UpdatedAt - DateTimeOffset.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond;
        UpdatedAt = seconds.ToString("0.0#####", CultureInfo.InvariantCulture);
        OfrepEnd = WriteOfrepEnd();
        LastModified = environment.UpdatedAt.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>When what is served last changed, as Unix seconds with a fraction.</summary>
    public string UpdatedAt { get; }

    /// <summary>The same in the form of HTTP: whole seconds.</summary>
    public string LastModified { get; }

    /// <summary>What follows the flags in an answer of the remote evaluation protocol.</summary>
    public ReadOnlyMemory<byte> OfrepEnd { get; }

    /// <summary>Everything that an SDK needs to evaluate on its own.</summary>
    public PreparedBody Document => _document.Value;

    /// <summary>The environment defaults of all flags that a kind of key may see.</summary>
    public PreparedBody Flags(EnvironmentKeyKind kind) => (kind is EnvironmentKeyKind.Server ? _serverFlags : _clientFlags).Value;

    /// <summary>The answers of one flag.</summary>
    /// <param name="flag">Its place among the environment's flags.</param>
    public FlagWire Of(int flag) => _environment.Flags[flag].Wire(_environment.Id, _environment.Settings.HidesSensitiveData);

    private byte[] WriteFlags(EnvironmentKeyKind kind) => WireBytes.Of(json =>
    {
        json.WriteStartArray();
        for (var index = 0; index < _environment.Flags.Count; index++)
        {
            var flag = _environment.Flags[index];
            if (_environment.Shows(flag, flag.Compiled.Default.Definition.Enabled, kind))
            {
                json.WriteRawValue(Of(index).Default.Span, skipInputValidation: true);
            }
        }

        json.WriteEndArray();
    });

    private byte[] WriteOfrepEnd()
    {
        var metadata = WireBytes.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            json.WriteString("environment", _environment.Name);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        return [.. "],"u8, .. metadata.AsSpan(1)];
    }
}
