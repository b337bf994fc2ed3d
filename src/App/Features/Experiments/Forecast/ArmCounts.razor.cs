using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Forecast;

/// <summary>How many of some identities get each arm, beside how many are to be expected.</summary>
public sealed partial class ArmCounts
{
    private int[] _counts = [];

    /// <summary>Whose identities they are.</summary>
    [Parameter, EditorRequired]
    public required string Caption { get; set; }

    [Parameter, EditorRequired]
    public required IdentitySample Sample { get; set; }

    [Parameter, EditorRequired]
    public required RolloutAssignment Assignment { get; set; }

    /// <summary>Control, then the variants in ordinal order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Arm> Arms { get; set; }

    protected override void OnParametersSet() => _counts = Sample.Count(Assignment);

    // Counted and not set, so nothing is taken for its neighbouring tenth.
    private string Simulated(int place) => DisplayText.Share(_counts[place], Sample.Identifiers.Count, grain: 0);
}
