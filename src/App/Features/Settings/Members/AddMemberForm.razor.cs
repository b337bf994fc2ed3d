using ExperimentAdmin.App.Ui.Feedback;
using ExperimentAdmin.App.Ui.Forms;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Access.People.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Members;

/// <summary>Gives a role to somebody who has an account already.</summary>
public sealed partial class AddMemberForm
{
    private IReadOnlyList<(int Value, string Text)> _people = [];
    private FormErrors _errors = FormErrors.None;
    private string? _search;
    private int _person;
    private Role _role = Role.Viewer;
    private bool _busy;
    private bool _isLooked;

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

    protected override object Subject => Access.ProjectId;

    protected override object Asked => (Access, _search);

    protected override void Forget()
        => (_people, _errors, _search, _person, _role, _busy, _isLooked) = ([], FormErrors.None, null, 0, Role.Viewer, false, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var search = _search;
        var choices = await Reads.ChoicesAsync(Access, search, cancellation);
        return () =>
        {
            _isLooked = true;
            _people = [.. choices.Select(person => (person.Id, $"{person.Name} ({person.Email})"))];
            _person = search is not null && _people is [var only] ? only.Value
                : _people.Any(person => person.Value == _person) ? _person
                : 0;
        };
    }

    private Task FindAsync(string? search)
    {
        _search = search;
        return AskAsync();
    }

    private async Task AddAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var chosen = _people.FirstOrDefault(person => person.Value == _person).Text;
        var (search, person, role) = (_search, _person, _role);
        var result = await SetRole.RunAsync(new(Access, person, role), CancellationToken.None);
        if (result.IsOk)
        {
            Toasts.Say($"{chosen} is {Permissions.Name(role)} now.");
        }

        (_busy, _errors) = (false, new FormErrors(result.Errors));
        if (result.IsOk && !WasLeft)
        {
            (_search, _person) = (ThreeWayMerge.Of(search, _search, null), ThreeWayMerge.Of(person, _person, 0)); // The next one may have been looked for.
            await LoadAsync();
            await OnAdded.InvokeAsync();
        }
    }
}
