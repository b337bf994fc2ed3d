using ExperimentAdmin.Core.Evaluation.Compiled;

namespace ExperimentAdmin.Core.Serving.Wire;

/// <summary>
/// The answers that a flag can give, as bytes. Each is written the first time it is needed and kept as long as the flag is
/// served: what a flag can come to is known when it is compiled.
/// </summary>
public sealed class FlagWire
{
    private readonly byte[]?[] _sdk;
    private readonly byte[]?[] _ofrep;
    private byte[]? _default;

    internal FlagWire(ServedFlag flag, int environmentId, bool hidesSensitiveData)
    {
        (Flag, EnvironmentId, HidesSensitiveData) = (flag, environmentId, hidesSensitiveData);
        _sdk = new byte[]?[flag.Compiled.Outcomes];
        _ofrep = new byte[]?[flag.Compiled.Outcomes];
    }

    /// <summary>Whose answers they are.</summary>
    internal ServedFlag Flag { get; }

    /// <summary>Named in the answers.</summary>
    internal int EnvironmentId { get; }

    /// <summary>Whether ids and descriptions are left out of them.</summary>
    internal bool HidesSensitiveData { get; }

    /// <summary>What the flags endpoint says of the flag: its environment default.</summary>
    public ReadOnlyMemory<byte> Default => _default ??= SdkFlagWriter.Write(this, answer: null);

    /// <summary>What the identities endpoint says of the flag to somebody who got this.</summary>
    /// <param name="answer">What they got.</param>
    /// <param name="identifier">Who they are.</param>
    public ReadOnlyMemory<byte> Sdk(FlagAnswer answer, string identifier)
        => answer.Source is AnswerSource.Identity
            ? SdkFlagWriter.Write(this, answer, identifier)
            : _sdk[answer.Outcome.Index] ??= SdkFlagWriter.Write(this, answer);

    /// <summary>What the remote evaluation protocol says of the flag to somebody who got this.</summary>
    public ReadOnlyMemory<byte> Ofrep(FlagAnswer answer)
        => answer.Source is AnswerSource.Identity
            ? OfrepFlagWriter.Write(Flag, answer)
            : _ofrep[answer.Outcome.Index] ??= OfrepFlagWriter.Write(Flag, answer);
}
