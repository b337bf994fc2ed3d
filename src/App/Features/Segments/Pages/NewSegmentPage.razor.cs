using ExperimentAdmin.App.Features.Segments.Edit;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Ui.Feedback;
using ExperimentAdmin.App.Ui.Forms;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Pages;

/// <summary>Creates a segment.</summary>
public sealed partial class NewSegmentPage
{
    private SegmentDraft _draft = SegmentDraft.New();
    private EnvironmentSettings? _settings;
    private SegmentForm? _form;
    private FormErrors _errors = FormErrors.None;
    private bool _busy;

    [Inject]
    public required CreateSegment Create { get; init; }

    [Inject]
    public required SettingsReads Settings { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    protected override void Forget() => (_draft, _settings, _errors, _busy) = (SegmentDraft.New(), null, FormErrors.None, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var settings = await Settings.EnvironmentAsync(Workspace.Access, Workspace.Environment.Id, cancellation);
        return () => _settings = settings;
    }

    private async Task SaveAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var name = _draft.Name?.Trim();
        var created = await Create.RunAsync(
            new(Workspace.Access, _draft.Name ?? string.Empty, _draft.Description ?? string.Empty, _draft.Root.ToRules()), CancellationToken.None);
        if (created.IsOk)
        {
            Toasts.Say($"{name} is created. Add an override for it on the page of a flag.");
        }

        if (WasLeft)
        {
            return;
        }

        (_busy, _errors) = (false, new FormErrors(created.Errors));
        if (created.IsOk)
        {
            await _form!.ForgetAsync();
            Navigation.NavigateTo(Workspace.Href($"segments/{created.Value}"));
        }
    }
}
