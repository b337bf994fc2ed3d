using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Access.People.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.People.Parts;

/// <summary>Asks before a change of an account, and makes it.</summary>
public sealed partial class PersonDialog
{
    private string? _name;
    private int _revision;

    [Parameter, EditorRequired]
    public required InstanceAccess Access { get; set; }

    [Parameter, EditorRequired]
    public required PersonItem Person { get; set; }

    [Parameter, EditorRequired]
    public required PersonAction Action { get; set; }

    /// <summary>A link that has to be shown now or never.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<PasswordLink> OnLink { get; set; }

    [Inject]
    public required PeopleReads Reads { get; init; }

    [Inject]
    public required RenamePerson Rename { get; init; }

    [Inject]
    public required CreatePasswordLink CreateLink { get; init; }

    [Inject]
    public required SetInstanceAdministrator SetAdministrator { get; init; }

    [Inject]
    public required DeactivatePerson Deactivate { get; init; }

    private protected override bool ChangesNothing
        => Action is PersonAction.Rename && _name?.Trim() == Person.Name && _revision == Person.Revision;

    private PersonActionText Asking => PersonActionText.Of(Action, Person.Name);

    protected override void OnInitialized() => (_name, _revision) = (Person.Name, Person.Revision);

    private protected override async Task LookAgainAsync() => _revision = (await Reads.FindAsync(Access, Person.Id))?.Revision ?? _revision;

    private protected override async Task<IReadOnlyList<Error>> DoAsync() => Action switch
    {
        PersonAction.Rename => (await Rename.RunAsync(new(Access, Person.Id, _name, _revision), CancellationToken.None)).Errors,
        PersonAction.NewLink => await MakeLinkAsync(),
        PersonAction.MakeAdministrator => (await SetAdministrator.RunAsync(new(Access, Person.Id, true), CancellationToken.None)).Errors,
        PersonAction.UnmakeAdministrator => (await SetAdministrator.RunAsync(new(Access, Person.Id, false), CancellationToken.None)).Errors,
        PersonAction.Deactivate => (await Deactivate.RunAsync(new(Access, Person.Id, true), CancellationToken.None)).Errors,
        PersonAction.Activate => (await Deactivate.RunAsync(new(Access, Person.Id, false), CancellationToken.None)).Errors,
    };

    private async Task<IReadOnlyList<Error>> MakeLinkAsync()
    {
        var made = await CreateLink.RunAsync(new(Access, Person.Id), CancellationToken.None);
        if (made.IsOk)
        {
            await OnLink.InvokeAsync(made.Value);
        }

        return made.Errors;
    }
}
