using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Experiments.Drafts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.List;

/// <summary>The wizards that somebody began and did not finish, to go on with or to throw away.</summary>
public sealed partial class UnfinishedWizards
{
    private const int Few = 3;

    private DraftItem? _asked;
    private bool _all;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>At least one, newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<DraftItem> Drafts { get; set; }

    /// <summary>One was thrown away.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnDiscarded { get; set; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private string Title => Drafts.Count == 1 ? "You have an unfinished experiment" : $"You have {Drafts.Count} unfinished experiments";

    private IEnumerable<DraftItem> Shown => _all || Drafts.Count == Few + 1 ? Drafts : Drafts.Take(Few);

    private static string Name(DraftItem draft) => string.IsNullOrWhiteSpace(draft.Name) ? "Experiment without a name" : draft.Name.Trim();

    private string Href(DraftItem draft) => Workspace.Href($"experiments/new/{draft.Id}/{Step(draft)}");

    // The first step that is left to do.
    private static string Step(DraftItem draft) => draft.CompletedSteps switch
    {
        0 => "setup",
        1 => "rollout",
        _ => "review",
    };

    private Task DiscardedAsync(DraftItem draft)
    {
        _asked = null;
        Toasts.Say($"{Name(draft)} was discarded.");
        return OnDiscarded.InvokeAsync();
    }
}
