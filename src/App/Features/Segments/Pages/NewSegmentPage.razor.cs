using System.Globalization;
using ExperimentAdmin.App.Features.Segments.Edit;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Loading;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Pages;

/// <summary>Creates a segment, for an override of a flag if the address says so.</summary>
public sealed partial class NewSegmentPage
{
    private SegmentDraft _draft = SegmentDraft.New();
    private EnvironmentSettings? _settings;
    private string? _forFlag;
    private SegmentForm? _form;
    private FormErrors _errors = FormErrors.None;
    private bool _busy;

    /// <summary>The flag whose new override waits for the segment. Whatever is no flag of the environment counts as nothing: no address is taken from here.</summary>
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
    public required FlagReads Flags { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private int? Chosen => Paging.Number(ChosenText);

    protected override object Asked => (Workspace, Flag);

    // Nothing while it is not known whether there is such a flag: what it would say first may be wrong.
    private string? Intro => (_settings is null && Flag is not null) || !Workspace.Access.May(Permission.EditFlags) ? null
        : _forFlag is null ? "Say who is in it. Nobody gets anything else by it until a flag has an override for it."
        : $"Say who is in it. Then you are back at the override of {_forFlag}, with this segment chosen.";

    protected override void Forget() => (_draft, _settings, _forFlag, _errors, _busy) = (SegmentDraft.New(), null, null, FormErrors.None, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var settings = await Settings.EnvironmentAsync(Workspace.Access, Workspace.Environment.Id, cancellation);
        var name = FeatureName.Check(Flag).Any() ? null : Flag!.Trim();
        var isThere = name is not null
            && await Flags.FindIdAsync(Workspace.Access, Workspace.Environment.Id, name, featureId: null, cancellation) is not null;
        return () => (_settings, _forFlag) = (settings, isThere ? name : null);
    }

    private string Override(int? segment) => Workspace.Href(string.Create(
        CultureInfo.InvariantCulture, $"flags/{_forFlag}?tab=overrides&edit=new{(segment is null ? null : $"&segment={segment}")}"));

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
            Toasts.Say(_forFlag is null ? $"{name} is created. Add an override for it on the page of a flag." : $"{name} is created and chosen.");
        }

        if (WasLeft)
        {
            return;
        }

        (_busy, _errors) = (false, new FormErrors(created.Errors));
        if (created.IsOk)
        {
            await _form!.ForgetAsync();
            Navigation.NavigateTo(_forFlag is null ? Workspace.Href($"segments/{created.Value}") : Override(created.Value));
        }
    }
}
