using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Parts;

/// <summary>What the environment default serves today, and what a new experiment makes of it.</summary>
public sealed partial class DefaultNotice
{
    [Parameter, EditorRequired]
    public required FlagServing Default { get; set; }

    private FlagServing Control => Default with { Shares = [] };
}
