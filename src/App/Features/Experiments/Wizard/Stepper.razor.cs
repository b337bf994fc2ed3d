using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>The steps of a wizard from top to bottom; done ones are links.</summary>
public sealed partial class Stepper
{
    /// <summary>What the steps lead to, for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Step> Steps { get; set; }
}
