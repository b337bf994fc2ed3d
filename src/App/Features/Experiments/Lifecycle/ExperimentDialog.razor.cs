using ExperimentAdmin.Core.Experiments.Lifecycle;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Lifecycle;

/// <summary>The question that an action on an experiment opens. Show it with an <c>@if</c>.</summary>
public sealed partial class ExperimentDialog
{
    [Parameter, EditorRequired]
    public required int ExperimentId { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentAction Action { get; set; }

    /// <summary>It was done; the dialog can go.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }
}
