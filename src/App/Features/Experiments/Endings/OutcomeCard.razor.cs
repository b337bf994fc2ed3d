using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Endings;

/// <summary>How a completed experiment ended, what was learned, and whether the end can still be undone.</summary>
public sealed partial class OutcomeCard
{
    private bool _asks;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentView View { get; set; }

    /// <summary>Somebody wants the end undone.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnUndo { get; set; }

    /// <summary>What was said of it changed.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    private ExperimentOutcome? Outcome => View.Item.Outcome;

    private bool MayChange => Outcome is not null && !Workspace.Environment.IsArchived && Workspace.Access.May(Permission.RunExperiments);

    private string Headline => Outcome switch
    {
        { Kind: EndingKind.Variant } shipped => $"{DisplayText.Code(shipped.VariantKey!)} was shipped to everybody.",
        { Kind: EndingKind.Control } => "Control was shipped to everybody.",
        _ => "Everything went back to what was before.",
    };

    private string? By => Outcome is null ? null : $"by {Outcome.EndedBy} ";

    private string Ran => View.Item is { StartedAt: { } started, EndedAt: { } ended } && (int)(ended - started).TotalDays is > 0 and var days
        ? $", after {DisplayText.Count(days, "day")}"
        : string.Empty;

    private string? Was => View.Item.Rollout.State is { } state ? RolloutSentences.Was(RolloutDraft.Of(View.Item.Arms, state)) : null;

    private async Task SavedAsync()
    {
        _asks = false;
        await OnChanged.InvokeAsync();
    }
}
