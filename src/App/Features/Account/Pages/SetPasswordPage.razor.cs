using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Account.Pages;

/// <summary>Where the link of an invitation or a reset leads. Static, because it writes a cookie.</summary>
public sealed partial class SetPasswordPage
{
    private PersonSession? _person;
    private FormErrors _errors = FormErrors.None;

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [SupplyParameterFromQuery(Name = PasswordLinks.PersonParameter)]
    public int PersonId { get; set; }

    [SupplyParameterFromQuery(Name = PasswordLinks.TokenParameter)]
    public string? Token { get; set; }

    [SupplyParameterFromForm]
    public SetPasswordForm? Form { get; set; }

    [Inject]
    public required SetPassword SetPassword { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private PasswordLink Link => new(PersonId, Token ?? string.Empty);

    protected override async Task OnInitializedAsync()
        => _person = await SetPassword.FindAsync(Link, HttpContext.RequestAborted);

    private async Task SubmitAsync()
    {
        var result = await SetPassword.RunAsync(new(Link, Form?.Password), CancellationToken.None);
        _errors = new FormErrors(result.Errors);
        if (result.TryGet(out var session, out var error))
        {
            await HttpContext.SignInAsync(session, stay: false);
            Navigation.NavigateTo(string.Empty);
        }
        else if (error.Field is null)
        {
            _person = null;
        }
    }
}
