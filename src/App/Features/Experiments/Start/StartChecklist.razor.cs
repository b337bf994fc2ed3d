using ExperimentAdmin.Core.Experiments.Starting;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Start;

/// <summary>What should hold before an experiment starts: what does not first, to be acknowledged.</summary>
public sealed partial class StartChecklist
{
    [Parameter, EditorRequired]
    public required StartFacts Facts { get; set; }

    /// <summary>Whether somebody wants it started all the same.</summary>
    [Parameter]
    public bool Anyway { get; set; }

    [Parameter]
    public EventCallback<bool> AnywayChanged { get; set; }

    /// <summary>Why it was not started; null for nothing.</summary>
    [Parameter]
    public string? Refused { get; set; }
}
