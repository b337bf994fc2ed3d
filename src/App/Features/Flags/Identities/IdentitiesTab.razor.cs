using System.Globalization;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Loading;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Identities;

/// <summary>A flag's identity overrides: search, sort and page are in the address.</summary>
public sealed partial class IdentitiesTab
{
    private const string New = "new";

    private Page<IdentityOverrideItem>? _page;
    private Editing? _edited;
    private bool _begun;
    private IdentityOverrideItem? _removed;
    private IReadOnlyList<Error> _errors = [];
    private bool _removing;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required FlagView View { get; set; }

    [Parameter, EditorRequired]
    public required string? Search { get; set; }

    [Parameter, EditorRequired]
    public required string? Sort { get; set; }

    [Parameter, EditorRequired]
    public required int Number { get; set; }

    /// <summary>What is edited to begin with: an override's id, <c>new</c> or nothing.</summary>
    [Parameter, EditorRequired]
    public required string? Edit { get; set; }

    /// <summary>Something else is to be edited, or nothing.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string?> OnEdit { get; set; }

    /// <summary>Something was saved, or is no longer as shown.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    [Inject]
    public required IdentityOverrideReads Reads { get; init; }

    [Inject]
    public required RemoveIdentityOverride Remove { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    protected override object Subject => (Workspace.Environment.Id, View.FeatureId);

    protected override object Asked => (Workspace, View, Wanted);

    private bool MayForce => Workspace.MayForce(View);

    private bool MayRemove => Workspace.MayStopForcing();

    private string SortOrDefault => Sort ?? "identifier";

    private IdentityOverrideListQuery Wanted => new()
    {
        Search = Search,
        Page = Number,
        Sort = SortOrDefault.TrimStart('-') == "created" ? IdentityOverrideSort.Created : IdentityOverrideSort.Identifier,
        Descending = SortOrDefault.StartsWith('-'),
    };

    protected override void Forget()
    {
        (_page, _edited, _begun) = (null, null, false);
        (_removed, _errors, _removing) = (null, [], false);
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var page = await Reads.ListAsync(Workspace.Access, Workspace.Environment.Id, View.FeatureId, Wanted, cancellation);
        return () =>
        {
            if (!Navigation.LeavesPastTheEnd(page))
            {
                _page = page;
                Begin(page);
            }
        };
    }

    private void Begin(Page<IdentityOverrideItem> page)
    {
        var item = page.Items.FirstOrDefault(entry => KeyOf(entry) == Edit);
        if (!_begun && MayForce && (Edit == New || item is not null))
        {
            _edited = new Editing(item);
        }

        _begun = true;
    }

    private void SearchFor(string? text) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["q"] = string.IsNullOrWhiteSpace(text) ? null : text,
            ["page"] = null,
        }),
        replace: true);

    private static string KeyOf(IdentityOverrideItem item) => item.Id.ToString(CultureInfo.InvariantCulture);

    // Opens and closes at once; the address, which takes its time, is there for a reload.
    private Task OpenAsync(IdentityOverrideItem? item)
    {
        _edited = new Editing(item);
        return OnEdit.InvokeAsync(item is null ? New : KeyOf(item));
    }

    private Task CloseAsync()
    {
        _edited = null;
        return OnEdit.InvokeAsync(null);
    }

    private async Task SavedAsync()
    {
        await CloseAsync();
        await OnChanged.InvokeAsync();
    }

    private async Task RemoveAsync()
    {
        if (_removing || _removed is not { } item)
        {
            return;
        }

        _removing = true;
        _errors = (await Remove.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, View.FeatureId, item.Id), CancellationToken.None)).Errors;
        _removing = false;
        if (_errors.Count == 0)
        {
            Toasts.Say($"{item.Identifier} is no longer forced.");
            CloseRemoving();
        }

        await OnChanged.InvokeAsync();
    }

    private void CloseRemoving() => (_removed, _errors) = (null, []);

    // A new object for each time the form is opened, so that it starts afresh.
    private sealed class Editing(IdentityOverrideItem? item)
    {
        public IdentityOverrideItem? Override { get; } = item;
    }
}
