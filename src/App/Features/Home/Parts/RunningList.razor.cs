using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Shared.Experiments;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Home.Parts;

/// <summary>What runs, for whom, since when, and whether applications ask for it.</summary>
public sealed partial class RunningList
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ExperimentItem> Running { get; set; }

    /// <summary>How many experiments have each status.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<ExperimentStatus, int> Counts { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    private static DateTimeOffset Since(ExperimentItem item) => item.StartedAt ?? item.CreatedAt;

    private static IReadOnlyList<BarArm> Bar(ExperimentItem item, RolloutState state)
        => [.. item.Arms.Select((arm, index) => new BarArm(index, arm.Key, arm.VariantId is { } id ? state.Of(id) : state.ControlShare))];
}
