using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Access.People.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Members;

/// <summary>Asks which role somebody gets in place of theirs, and gives it. Show it with an <c>@if</c>.</summary>
public sealed partial class RoleDialog
{
    private Role _role;
    private int _revision;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    [Parameter, EditorRequired]
    public required MemberItem Member { get; set; }

    [Inject]
    public required SetMemberRole SetRole { get; init; }

    [Inject]
    public required PeopleReads Reads { get; init; }

    private protected override bool ChangesNothing => _role == Member.Role && _revision == Member.Revision;

    private protected override string Done => $"{Member.Name} is {Permissions.Name(_role)} now.";

    protected override void OnInitialized() => (_role, _revision) = (Member.Role, Member.Revision);

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
        => (await SetRole.RunAsync(new(Access, Member.PersonId, _role, _revision), CancellationToken.None)).Errors;

    private protected override async Task LookAgainAsync() => _revision = (await Reads.FindMemberAsync(Access, Member.PersonId))?.Revision ?? 0;
}
