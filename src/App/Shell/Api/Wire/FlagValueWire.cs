using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>A control value with its type (management-api, sections 5.2 and 5.4): always a text.</summary>
/// <param name="Type"><c>string</c>, <c>integer</c> or <c>boolean</c>.</param>
/// <param name="Value">The text: digits for integers, <c>true</c> or <c>false</c> for booleans, empty for no value.</param>
internal sealed record FlagValueWire(string Type, string Value)
{
    private static readonly Dictionary<string, FlagValueType> s_types = new(StringComparer.Ordinal)
    {
        ["string"] = FlagValueType.String,
        ["integer"] = FlagValueType.Integer,
        ["boolean"] = FlagValueType.Boolean,
    };

    /// <summary>A value in its stored form; none at all reads as an empty string.</summary>
    public static FlagValueWire Of(FlagValueType type, string? value)
        => value is null ? new FlagValueWire("string", string.Empty) : new FlagValueWire(type.ToString().ToLowerInvariant(), value);

    /// <summary>Reads a value of its own type; whether the flag takes it, Core says.</summary>
    /// <returns>The text; null when it is absent or was refused.</returns>
    public static string? Read(WireObject? wire)
    {
        if (wire is null)
        {
            return null;
        }

        var type = wire.Choice("type", required: true, s_types);
        var value = wire.Text("value", required: true, longest: FlagValue.MaxLength, blank: true, trim: false);
        if (type is null || value is null)
        {
            return null;
        }

        // An empty text of any type is how "no value" reads.
        if (value.Length > 0 && type is not FlagValueType.String && !FlagValue.Parse(type.Value, value, "value").IsOk)
        {
            wire.Refuse(type is FlagValueType.Integer
                ? $"'{Shown(value)}' is not a valid integer"
                : $"'{Shown(value)}' is not a valid boolean (use 'true' or 'false')");
            return null;
        }

        return value;
    }

    private static string Shown(string value) => value.Length <= 100 ? value : $"{value[..100]}…";
}
