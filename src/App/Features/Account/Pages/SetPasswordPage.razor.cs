using System.Globalization;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Account.Pages;

/// <summary>Where the link of an invitation or a reset leads. Static, because it writes a cookie.</summary>
public sealed partial class SetPasswordPage
{
    private PersonSession? _person;
    private string? _wait;
    private FormErrors _errors = FormErrors.None;

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [SupplyParameterFromQuery(Name = PasswordLinks.PersonParameter)]
    public string? PersonId { get; set; }

    [SupplyParameterFromQuery(Name = PasswordLinks.TokenParameter)]
    public string? Token { get; set; }

    [SupplyParameterFromForm]
    public SetPasswordForm? Form { get; set; }

    [Inject]
    public required SetPassword SetPassword { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    // A number that is none is nobody's.
    private PasswordLink Link => new(
        int.TryParse(PersonId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0, Token ?? string.Empty);

    protected override async Task OnInitializedAsync()
    {
        var found = await SetPassword.FindAsync(Link, HttpContext.Visitor(), HttpContext.RequestAborted);
        _person = found.Match(person => person, _ => null!);
        Refuse(found.Error);
    }

    private async Task SubmitAsync()
    {
        var result = await SetPassword.RunAsync(new(Link, Form?.Password) { From = HttpContext.Visitor() }, CancellationToken.None);
        _errors = new FormErrors(result.Errors);
        if (result.TryGet(out var session, out var error))
        {
            await HttpContext.SignInAsync(session, stay: false);
            Navigation.NavigateTo(string.Empty);
        }
        else
        {
            Refuse(error);
            _person = error is Error.Limited || error.Field is not null ? _person : null;
        }
    }

    private void Refuse(Error? error)
    {
        _wait = error is Error.Limited ? error.Message : null;
        RetryLater.Say(HttpContext, error);
    }
}
