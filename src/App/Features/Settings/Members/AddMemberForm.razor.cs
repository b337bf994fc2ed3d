using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Access.People.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Members;

/// <summary>Gives a role to somebody who has an account already.</summary>
public sealed partial class AddMemberForm
{
    private FormErrors _errors = FormErrors.None;
    private PersonChoice? _person;
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

    private static string Words(PersonChoice person) => $"{person.Name} ({person.Email})";

    // The words of who is chosen find nobody else.
    private async Task<IEnumerable<PersonChoice>> FindAsync(string? text, CancellationToken cancellation)
        => await Reads.ChoicesAsync(Access, _person is { } chosen && text == Words(chosen) ? null : text, cancellation);

    private void Choose(PersonChoice? person) => (_person, _errors) = (person, _errors.Without("person"));

    private async Task AddAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var (person, role) = (_person, _role);
        var result = await SetRole.RunAsync(new(Access, person?.Id ?? 0, role), CancellationToken.None);
        if (result.IsOk)
        {
            Toasts.Say($"{Words(person!)} is {Permissions.Name(role)} now.");
        }

        (_busy, _errors) = (false, new FormErrors(result.Errors));
        if (result.IsOk && !WasLeft)
        {
            _person = _person == person ? null : _person; // The next one may have been looked for.
            await OnAdded.InvokeAsync();
        }
    }
}
