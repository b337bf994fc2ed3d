using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Conflicts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>Who is not in an experiment because something else of the flag comes first, strongest first.</summary>
public sealed partial class OutrankingList
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<OutrankingOverride> Outranking { get; set; }

    [Parameter, EditorRequired]
    public required int IdentityOverrides { get; set; }
}
