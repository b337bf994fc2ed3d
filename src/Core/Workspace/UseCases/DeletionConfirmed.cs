namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>What cannot be brought back is deleted only by somebody who typed its name.</summary>
internal static class DeletionConfirmed
{
    /// <summary>The refusal when the name was not typed as it is, or null.</summary>
    public static Error? Check(string what, string name, string? typed) => string.Equals(typed?.Trim(), name, StringComparison.Ordinal)
        ? null
        : new Error.Invalid("name_not_confirmed", $"Type the name of the {what}, {name}, to delete it.", "confirm");
}
