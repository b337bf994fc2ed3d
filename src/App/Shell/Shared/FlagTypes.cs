using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>How the types of a flag's values are called.</summary>
internal static class FlagTypes
{
    /// <summary>In the order that is offered.</summary>
    public static IReadOnlyList<(FlagValueType Value, string Text)> Options { get; } =
    [
        (FlagValueType.String, "Text"),
        (FlagValueType.Integer, "Whole number"),
        (FlagValueType.Boolean, "True or false"),
    ];

    public static string Name(FlagValueType type) => Options.Single(choice => choice.Value == type).Text;
}
