using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Pages;

/// <summary>Asks for the environment that an experiment is copied to, and opens the wizard there that begins with what it is.</summary>
public sealed partial class CopyExperimentPage
{
    private IReadOnlyList<EnvironmentInfo> _others = [];
    private ExperimentItem? _item;
    private FormErrors _errors = FormErrors.None;
    private string? _slug;
    private bool _loaded;
    private bool _busy;

    [Parameter]
    public required int Id { get; set; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    [Inject]
    public required WorkspaceReads Places { get; init; }

    [Inject]
    public required DuplicateExperiment Duplicate { get; init; }

    protected override object Subject => (Workspace.Environment.Id, Id);

    protected override object Asked => (Workspace, Id);

    private string? Refusal => Workspace.Access.WhyNot(Permission.RunExperiments)?.Message;

    private IReadOnlyList<Crumb> Crumbs
        => [new("Experiments", Workspace.Href("experiments")), .. _item is null ? [] : (Crumb[])[new(_item.Name, Workspace.Href($"experiments/{Id}"))]];

    private IReadOnlyList<(string Value, string Text)> Options => [.. _others.Select(other => (other.Slug, other.Name))];

    protected override void Forget() => (_others, _item, _errors, _slug, _loaded, _busy) = ([], null, FormErrors.None, null, false, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        if (Refusal is not null)
        {
            return () => { };
        }

        var view = await Reads.FindAsync(Workspace.Access, Workspace.Environment.Id, Id, cancellation);
        var all = await Places.EnvironmentsAsync(Workspace.Access, cancellation);
        return () =>
        {
            (_item, _loaded) = (view?.Item, true);
            _others = [.. all.Where(place => place.Id != Workspace.Environment.Id && !place.IsArchived)];
            _slug ??= _others is [var only] ? only.Slug : null;
        };
    }

    private void Forgive() => _errors = _errors.Without("environment");

    private async Task CopyAsync()
    {
        if (_busy)
        {
            return;
        }

        if (_others.FirstOrDefault(other => other.Slug == _slug) is not { } there)
        {
            _errors = new FormErrors([new Error.Invalid("environment_missing", "Choose the environment that it is copied to.", "environment")]);
            return;
        }

        _busy = true;
        var copied = await Duplicate.RunAsync(new(Workspace.Access, Id, there.Id), CancellationToken.None);
        if (WasLeft)
        {
            return;
        }

        (_busy, _errors) = (false, new FormErrors(copied.Errors));
        if (copied.IsOk)
        {
            Navigation.NavigateTo($"{Workspace.Project.Slug}/{there.Slug}/experiments/new/{copied.Value}/setup");
        }
    }
}
