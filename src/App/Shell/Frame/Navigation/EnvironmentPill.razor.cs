using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>The name of an environment; production can be told at a glance, by its word and its solid colour.</summary>
public sealed partial class EnvironmentPill
{
    [Parameter, EditorRequired]
    public required EnvironmentInfo Environment { get; set; }

    private static bool SaysProduction(EnvironmentInfo environment)
        => environment.IsProduction && !environment.Name.Contains("production", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the pill says, as one text.</summary>
    public static string Text(EnvironmentInfo environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment.Name + (SaysProduction(environment) ? " Production" : null) + (environment.IsArchived ? " (archived)" : null);
    }
}
