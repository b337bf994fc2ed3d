using System.Text.Json;
using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>
/// A flag's value on routes of our own: its text, or the number or boolean itself. The flag knows its type, so the body
/// need not say it.
/// </summary>
internal static class PlainValue
{
    /// <summary>Reads a value that has to be there.</summary>
    public static string? Read(WireObject wire, string name) => wire.Raw(name) switch
    {
        { ValueKind: JsonValueKind.True } => "true",
        { ValueKind: JsonValueKind.False } => "false",
        _ => wire.Text(name, required: true, longest: FlagValue.MaxLength, blank: true, trim: false),
    };

    /// <summary>Reads a value that may be null, for none, or absent, to keep what there is.</summary>
    public static NewValue? ReadNew(WireObject wire, string name) => wire.Raw(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Null } => new NewValue(null),
        _ => Read(wire, name) is { } text ? new NewValue(text) : null,
    };
}
