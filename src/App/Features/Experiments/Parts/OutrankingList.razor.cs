using ExperimentAdmin.App.Shell;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Parts;

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
