using System.Security.Claims;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Account.Pages;

/// <summary>What somebody can change about themselves. Static, because it writes a cookie.</summary>
public sealed partial class AccountPage
{
    private FormErrors _errors = FormErrors.None;
    private SessionList _sessions = new([], 0);
    private bool _ofSignIns;
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

    [SupplyParameterFromForm(FormName = "end-session")]
    public EndSessionForm? EndForm { get; set; }

    [Inject]
    public required CurrentActor Current { get; init; }

    [Inject]
    public required EditAccount EditAccount { get; init; }

    [Inject]
    public required ChangePassword ChangePassword { get; init; }

    [Inject]
    public required EndSession EndSession { get; init; }

    [Inject]
    public required EndOtherSessions EndOthers { get; init; }

    [Inject]
    public required SessionReads Sessions { get; init; }

    // Only somebody who is signed in gets here.
    private int Session => SessionClaims.Session(HttpContext.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        (_name, _email) = (HttpContext.User.FindFirstValue(ClaimTypes.Name), HttpContext.User.FindFirstValue(ClaimTypes.Email));
        await LoadAsync();
    }

    private async Task RenameAsync() => await ShowAsync(
        await EditAccount.RunAsync(new(await Current.GetAsync(), NameForm?.Name ?? string.Empty), CancellationToken.None),
        NameForm?.Name?.Trim() == _name ? DisplayText.NothingChanged : "Your name was saved.");

    private async Task ChangePasswordAsync() => await ShowAsync(
        await ChangePassword.RunAsync(
            new(await Current.GetAsync(), PasswordForm?.Current ?? string.Empty, PasswordForm?.New ?? string.Empty)
            {
                From = HttpContext.Visitor(),
                Session = Session,
            },
            CancellationToken.None),
        "Your password was changed. Other sign-ins of yours ended at once.");

    private async Task EndAsync()
    {
        _ofSignIns = true;
        await ShowAsync(await EndSession.RunAsync(new(await Current.GetAsync(), EndForm?.Id ?? 0), CancellationToken.None), "The sign-in ended.");
    }

    private async Task EndOthersAsync()
    {
        _ofSignIns = true;
        await ShowAsync(
            await EndOthers.RunAsync(new(await Current.GetAsync(), Session), CancellationToken.None), "All other sign-ins of yours ended.");
    }

    private async Task ShowAsync<T>(Result<T> result, string said)
    {
        (_errors, _refusal) = (new FormErrors(result.Errors), result.Error is { Field: null } refused ? refused.Message : null);
        RetryLater.Say(HttpContext, result.Error);
        if (result.TryGet(out var done, out _))
        {
            _said = said;
            _name = done is PersonSession person ? person.Name : _name;
        }

        await LoadAsync();
    }

    private async Task LoadAsync() => _sessions = await Sessions.ListAsync(await Current.GetAsync(), Session, HttpContext.RequestAborted);
}
