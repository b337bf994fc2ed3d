using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Account.Pages;

/// <summary>Where everybody comes in. Static, because it writes a cookie.</summary>
public sealed partial class SignInPage
{
    private string? _refusal;
    private bool _offersDemo;
    private bool _isEmpty;

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [SupplyParameterFromForm]
    public SignInForm? Form { get; set; }

    [SupplyParameterFromQuery(Name = SignInCookie.ReturnParameter)]
    public string? Return { get; set; }

    [Inject]
    public required SignIn SignIn { get; init; }

    [Inject]
    public required SetUpLink SetUp { get; init; }

    [Inject]
    public required DemoOptions Demo { get; init; }

    [Inject]
    public required DemoWorkspace DemoWorkspace { get; init; }

    protected override async Task OnInitializedAsync()
    {
        _isEmpty = await SetUp.IsNeededAsync(HttpContext.RequestAborted);
        _offersDemo = Demo.Seed && await DemoWorkspace.IsThereAsync(HttpContext.RequestAborted);
    }

    private async Task SubmitAsync()
    {
        var form = Form ?? new SignInForm();
        var result = await SignIn.RunAsync(
            new(form.Email ?? string.Empty, form.Password ?? string.Empty) { From = HttpContext.Visitor() }, HttpContext.RequestAborted);
        if (!result.TryGet(out var session, out var error))
        {
            _refusal = error.Message;
            RetryLater.Say(HttpContext, error);
            return;
        }

        await HttpContext.SignInAsync(session, form.Stay);
        ReturnUrl.Follow(HttpContext, Return);
    }
}
