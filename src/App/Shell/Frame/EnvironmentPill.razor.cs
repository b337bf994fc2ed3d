using ExperimentAdmin.Core.Flags.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>The name of an environment; production can be told at a glance, by its word and its solid colour.</summary>
public sealed partial class EnvironmentPill
{
    [Parameter, EditorRequired]
    public required EnvironmentInfo Environment { get; set; }
}
