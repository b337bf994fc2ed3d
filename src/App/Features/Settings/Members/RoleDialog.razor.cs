using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Changes;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Members;

/// <summary>Asks which role somebody gets in place of theirs, and gives it. Show it with an <c>@if</c>.</summary>
public sealed partial class RoleDialog
{
    private IReadOnlyList<Error> _errors = [];
    private Role _role;
    private int _revision;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    [Parameter, EditorRequired]
    public required MemberItem Member { get; set; }

    /// <summary>It was done; the dialog can go.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Inject]
    public required SetMemberRole SetRole { get; init; }

    [Inject]
    public required PeopleReads Reads { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    protected override void OnInitialized() => (_role, _revision) = (Member.Role, Member.Revision);

    private async Task ChangeAsync()
    {
        if (_busy)
        {
            return;
        }

        if (_role == Member.Role && _revision == Member.Revision)
        {
            Toasts.Say(DisplayText.NothingChanged, NoticeKind.Info);
            await OnCancel.InvokeAsync();
            return;
        }

        _busy = true;
        var result = await SetRole.RunAsync(new(Access, Member.PersonId, _role, _revision), CancellationToken.None);
        (_busy, _errors) = (false, result.Errors);
        if (result.IsOk)
        {
            Toasts.Say($"{Member.Name} is {Permissions.Name(_role)} now.");
            await OnDone.InvokeAsync();
        }
        else if (result.Error!.Code == StaleRevision.Code)
        {
            // They were told what somebody else changed; asking again means it.
            _revision = (await Reads.FindMemberAsync(Access, Member.PersonId))?.Revision ?? 0;
        }
    }
}
