using System.Globalization;
using ExperimentAdmin.App.Features.Segments.Edit;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Ui.Feedback;
using ExperimentAdmin.App.Ui.Forms;
using ExperimentAdmin.App.Ui.Lists;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Pages;

/// <summary>Creates a segment, for an override of a flag if the address says so.</summary>
public sealed partial class NewSegmentPage
{
    private SegmentDraft _draft = SegmentDraft.New();
    private EnvironmentSettings? _settings;
    private SegmentForm? _form;
    private FormErrors _errors = FormErrors.None;
    private bool _busy;

    /// <summary>The flag whose new override waits for the segment. Whatever is no name of a flag counts as nothing: no address is taken from here.</summary>
    [SupplyParameterFromQuery]
    public string? Flag { get; set; }

    /// <summary>The segment that the override had before.</summary>
    [SupplyParameterFromQuery(Name = "segment")]
    public string? ChosenText { get; set; }

    [Inject]
    public required CreateSegment Create { get; init; }

    [Inject]
    public required SettingsReads Settings { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private string? ForFlag => FeatureName.Check(Flag).Any() ? null : Flag!.Trim();

    private int? Chosen => Paging.Number(ChosenText);

    protected override void Forget() => (_draft, _settings, _errors, _busy) = (SegmentDraft.New(), null, FormErrors.None, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var settings = await Settings.EnvironmentAsync(Workspace.Access, Workspace.Environment.Id, cancellation);
        return () => _settings = settings;
    }

    private string Override(int? segment) => Workspace.Href(string.Create(
        CultureInfo.InvariantCulture, $"flags/{ForFlag}?tab=overrides&edit=new{(segment is null ? null : $"&segment={segment}")}"));

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
            Toasts.Say(ForFlag is null ? $"{name} is created. Add an override for it on the page of a flag." : $"{name} is created and chosen.");
        }

        if (WasLeft)
        {
            return;
        }

        (_busy, _errors) = (false, new FormErrors(created.Errors));
        if (created.IsOk)
        {
            await _form!.ForgetAsync();
            Navigation.NavigateTo(ForFlag is null ? Workspace.Href($"segments/{created.Value}") : Override(created.Value));
        }
    }
}
