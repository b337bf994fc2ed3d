using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Access.People.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>Who has which role in the project. Search and page are in the address.</summary>
public sealed partial class MembersPage
{
    private IReadOnlyList<Error> _errors = [];
    private Page<MemberItem>? _page;
    private MemberItem? _changing;
    private MemberItem? _removing;
    private bool _busy;

    [Inject]
    public required PeopleReads Reads { get; init; }

    [Inject]
    public required RemoveMember Remove { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    protected override object Asked => (Workspace, Search, Number);

    private bool MayChange => Workspace.Access.May(Permission.Administer);

    protected override void Forget() => (_page, _errors, _changing, _removing, _busy) = (null, [], null, null, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var page = await Reads.MembersAsync(Workspace.Access, new ListQuery { Search = Search, Page = Number }, cancellation);
        return Showing(page, () => _page = page);
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
        var removed = await Remove.RunAsync(new(Workspace.Access, member.PersonId), CancellationToken.None);
        if (removed.IsOk)
        {
            Toasts.Say($"{member.Name} has no role here any more.");
        }

        if (WasLeft)
        {
            return;
        }

        (_busy, _errors) = (false, removed.Errors);
        if (removed.IsOk)
        {
            _removing = null;
            await LoadAsync();
        }
    }
}
