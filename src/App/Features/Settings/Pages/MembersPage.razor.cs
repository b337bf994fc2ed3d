using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Reads;
using ExperimentAdmin.Core.Access.UseCases;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>Who has which role in the project. Search and page are in the address.</summary>
public sealed partial class MembersPage : IDisposable
{
    private readonly Newest _newest = new();
    private IReadOnlyList<Error> _errors = [];
    private Page<MemberItem>? _page;
    private MemberItem? _changing;
    private MemberItem? _removing;
    private bool _busy;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? Number { get; set; }

    [Inject]
    public required PeopleReads Reads { get; init; }

    [Inject]
    public required RemoveMember Remove { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    public void Dispose() => _newest.Dispose();

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var query = new ListQuery { Search = Search, Page = Number ?? 1 };
        var (isNewest, page) = await _newest.AskAsync(cancellation => Reads.MembersAsync(Workspace.Access, query, cancellation));
        if (isNewest && !Navigation.LeavesPastTheEnd(page))
        {
            _page = page;
        }
    }

    private Task ChangedAsync()
    {
        _changing = null;
        return LoadAsync();
    }

    private async Task RemoveAsync()
    {
        if (_busy || _removing is not { } member)
        {
            return;
        }

        _busy = true;
        _errors = (await Remove.RunAsync(new(Workspace.Access, member.PersonId), CancellationToken.None)).Errors;
        _busy = false;
        if (_errors.Count == 0)
        {
            _removing = null;
            Toasts.Say($"{member.Name} has no role here any more.");
            await LoadAsync();
        }
    }

    private void SearchFor(string? text) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["q"] = string.IsNullOrWhiteSpace(text) ? null : text,
            ["page"] = null,
        }),
        replace: true);
}
