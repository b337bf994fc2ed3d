using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Page;

/// <summary>What the experiment is meant to show; edited in place together with its name.</summary>
public sealed partial class AboutCard
{
    [Parameter, EditorRequired]
    public required ExperimentView View { get; set; }

    [Parameter]
    public bool MayEdit { get; set; }

    [Parameter]
    public bool IsEditing { get; set; }

    /// <summary>Where it is edited.</summary>
    [Parameter, EditorRequired]
    public required string EditHref { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnClose { get; set; }

    /// <summary>It was saved; what to say about it.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string> OnSaved { get; set; }

    /// <summary>The save was refused because the experiment is no longer as shown.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnRefused { get; set; }
}
