using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Access.Reads;
using ExperimentAdmin.Core.Access.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Parts;

/// <summary>Gives a role to somebody who has an account already.</summary>
public sealed partial class AddMemberForm
{
    private IReadOnlyList<(int Value, string Text)> _people = [];
    private FormErrors _errors = FormErrors.None;
    private string? _search;
    private int _person;
    private Role _role = Role.Viewer;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnAdded { get; set; }

    [Inject]
    public required PeopleReads Reads { get; init; }

    [Inject]
    public required SetMemberRole SetRole { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private string Prompt => _people.Count == 0 ? "Nobody to choose" : "Choose a person";

    protected override Task OnInitializedAsync() => FindAsync(null);

    private async Task FindAsync(string? search)
    {
        _search = search;
        _people = [.. (await Reads.ChoicesAsync(Access, search)).Select(person => (person.Id, $"{person.Name} ({person.Email})"))];
        _person = search is not null && _people is [var only] ? only.Value : 0;
    }

    private async Task AddAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var result = await SetRole.RunAsync(new(Access, _person, _role), CancellationToken.None);
        _busy = false;
        _errors = new FormErrors(result.Errors);
        if (result.IsOk)
        {
            Toasts.Say($"{_people.Single(person => person.Value == _person).Text} is {Permissions.Name(_role)} now.");
            await FindAsync(null);
            await OnAdded.InvokeAsync();
        }
    }
}
