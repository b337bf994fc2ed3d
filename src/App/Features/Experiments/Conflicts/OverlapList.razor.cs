using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Overlaps;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Conflicts;

/// <summary>What shares people with an experiment, each with its share of them.</summary>
public sealed partial class OverlapList
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required Overlap Of { get; set; }

    private string Sampled => SampleText.Of(Of.Sampled, Of.Known, Of.InCohort);

    private static string Share(OverlapPart part) => part.Share is { } share ? SampleText.Share(share) : "an unknown part";
}
