using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Reads;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Flags.Identities;

/// <summary>Asks which identity gets what.</summary>
public sealed partial class IdentityForm
{
    private ElementReference _form;
    private FormErrors _errors = FormErrors.None;
    private string? _identifier;
    private string? _value;
    private bool _enabled = true;
    private int _variantId;
    private int _revision;
    private bool _busy;
    private IdentityOverrideItem? _theirs;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required FlagView View { get; set; }

    /// <summary>The override to change; null to add one.</summary>
    [Parameter, EditorRequired]
    public required IdentityOverrideItem? Override { get; set; }

    /// <summary>It was saved.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Inject]
    public required PutIdentityOverride Put { get; init; }

    [Inject]
    public required IdentityOverrideReads Reads { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    // 0 stands for a value of its own.
    private IReadOnlyList<(int Value, string Text)> Choices =>
    [
        .. View.Listed.Where(variant => !variant.IsArchived || variant.Id == Override?.VariantId)
            .Select(variant => (variant.Id, $"the variant {variant.Key}")),
        (0, "a value of its own"),
    ];

    private bool IsAsBefore
        => Override is { } item && _theirs is null && _revision == item.Revision && _identifier == item.Identifier && _enabled == item.Enabled
            && _variantId == (item.VariantId ?? 0) && (_variantId != 0 || _value == item.Value);

    protected override void OnInitialized()
    {
        if (Override is { } item)
        {
            (_identifier, _enabled, _variantId, _revision) = (item.Identifier, item.Enabled, item.VariantId ?? 0, item.Revision);
            _value = item.VariantId is null ? item.Value : null;
        }
        else
        {
            (_variantId, _value) = (Choices[0].Value, View.Default.Value);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && await Browser.RestoreFormAsync(_form) is { } revision)
        {
            _revision = revision; // Should somebody have changed it since, the save says what.
            StateHasChanged();
        }
    }

    private async Task CancelAsync()
    {
        await Browser.ForgetFormAsync(_form);
        await OnCancel.InvokeAsync();
    }

    private void Forgive() => _errors = _errors.Without("identifier", "variant", "value");

    private async Task SaveAsync()
    {
        if (_busy)
        {
            return;
        }

        if (IsAsBefore)
        {
            Toasts.Say(DisplayText.NothingChanged, Severity.Info);
            await CancelAsync();
            return;
        }

        _busy = true;
        var saved = await Put.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, View.FeatureId, _identifier)
            {
                Enabled = _enabled,
                VariantId = _variantId == 0 ? null : _variantId,
                Value = _variantId == 0 ? _value : null,
                ExpectedRevision = _revision,
            },
            CancellationToken.None);
        if (saved.IsOk)
        {
            Toasts.Say($"{_identifier} is forced from now on.");
        }

        if (WasLeft)
        {
            return;
        }

        (_busy, _errors) = (false, new FormErrors(saved.Errors));
        if (saved.IsOk)
        {
            await Browser.ForgetFormAsync(_form);
            await OnDone.InvokeAsync();
        }
        else if (saved.Error!.Code == StaleRevision.Code)
        {
            await CatchUpAsync();
        }
    }

    // The next attempt is made from what is there now, which the notice shows.
    private async Task CatchUpAsync()
    {
        _theirs = await Reads.FindAsync(Workspace.Access, Workspace.Environment.Id, View.FeatureId, _identifier!);
        _revision = _theirs?.Revision ?? 0;
    }
}
