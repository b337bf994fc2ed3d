using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Setup.Pages;

/// <summary>Where the link leads that the server prints while nobody is there. Static, because it writes a cookie.</summary>
public sealed partial class SetUpPage
{
    private FormErrors _errors = FormErrors.None;
    private string? _closed;

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [SupplyParameterFromQuery]
    public string? Token { get; set; }

    [SupplyParameterFromForm]
    public SetUpForm Form { get; set; } = null!;

    [Inject]
    public required SetUpLink Link { get; init; }

    [Inject]
    public required SetUpInstance SetUp { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private IEnumerable<SetUpEnvironment> Named => Form.Environments.Where(line => !string.IsNullOrWhiteSpace(line.Name));

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SetUpForm
        {
            Environments =
            [
                new() { Name = "Development", Versioning = nameof(Versioning.V2) },
                new() { Name = "Production", Versioning = nameof(Versioning.V2), IsProduction = true },
                new() { Versioning = nameof(Versioning.V2) },
            ],
        };
        var closed = await Link.CheckAsync(Token, HttpContext.Visitor(), HttpContext.RequestAborted);
        _closed = closed?.Message;
        RetryLater.Say(HttpContext, closed);
    }

    // Refusals count the environments that were sent.
    private bool IsWrong(SetUpEnvironment line)
        => Named.Index().FirstOrDefault(named => ReferenceEquals(named.Item, line)) is { Item: not null, Index: var index }
            && _errors.All.Any(error => error.Field == "environments" && error.Subject?.Split(", ").Contains($"{index}", StringComparer.Ordinal) == true);

    private async Task SubmitAsync()
    {
        var result = await SetUp.RunAsync(
            new(Token, Form.Email, Form.Name, Form.Password, Form.Project, [.. Named
                .Select(line => new NewEnvironment(
                    line.Name!, line.Versioning == nameof(Versioning.V1) ? Versioning.V1 : Versioning.V2, line.IsProduction))])
            {
                From = HttpContext.Visitor(),
            },
            CancellationToken.None);
        _errors = new FormErrors(result.Errors);
        RetryLater.Say(HttpContext, result.Error);
        if (result.IsOk)
        {
            await HttpContext.SignInAsync(result.Value.Session, stay: false);
            Navigation.NavigateTo(string.Empty);
        }
        else if (result.Errors is [{ Field: null } closed and not Error.Limited])
        {
            _closed = closed.Message;
        }
    }
}
