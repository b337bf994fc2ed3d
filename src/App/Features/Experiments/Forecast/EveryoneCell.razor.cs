using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Forecast;

/// <summary>Rollout and split of an experiment in one row of a list.</summary>
public sealed partial class EveryoneCell
{
    [Parameter, EditorRequired]
    public required ExperimentItem Item { get; set; }
}
