using System.Security.Claims;
using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.UseCases;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Account.Pages;

/// <summary>What somebody can change about themselves. Static, because it writes a cookie.</summary>
public sealed partial class AccountPage
{
    private FormErrors _errors = FormErrors.None;
    private string? _said;
    private string? _refusal;
    private string? _name;
    private string? _email;

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [SupplyParameterFromForm(FormName = "name")]
    public AccountNameForm? NameForm { get; set; }

    [SupplyParameterFromForm(FormName = "password")]
    public AccountPasswordForm? PasswordForm { get; set; }

    [Inject]
    public required CurrentActor Current { get; init; }

    [Inject]
    public required EditAccount EditAccount { get; init; }

    [Inject]
    public required ChangePassword ChangePassword { get; init; }

    protected override void OnInitialized()
        => (_name, _email) = (HttpContext.User.FindFirstValue(ClaimTypes.Name), HttpContext.User.FindFirstValue(ClaimTypes.Email));

    private async Task RenameAsync() => await ShowAsync(
        await EditAccount.RunAsync(new(await Current.GetAsync(), NameForm?.Name ?? string.Empty), CancellationToken.None),
        "Your name was saved.");

    private async Task ChangePasswordAsync() => await ShowAsync(
        await ChangePassword.RunAsync(
            new(await Current.GetAsync(), PasswordForm?.Current ?? string.Empty, PasswordForm?.New ?? string.Empty) { From = HttpContext.Visitor() },
            CancellationToken.None),
        "Your password was changed. Other sign-ins of yours end within a minute.");

    private async Task ShowAsync(Result<PersonSession> result, string said)
    {
        (_errors, _refusal) = (new FormErrors(result.Errors), result.Error is { Field: null } refused ? refused.Message : null);
        TooMany.Say(HttpContext, result.Error);
        if (result.TryGet(out var session, out _))
        {
            await HttpContext.RenewAsync(session);
            (_name, _said) = (session.Name, said);
        }
    }
}
