using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>Makes another environment of the project and leads into it.</summary>
public sealed partial class NewEnvironmentPage
{
    private IReadOnlyList<EnvironmentInfo> _environments = [];
    private FormErrors _errors = FormErrors.None;
    private ElementReference _form;
    private string? _name;
    private Versioning _versioning = Versioning.V2;
    private bool _isProduction;
    private int _copyFrom;
    private bool _busy;

    [Inject]
    public required WorkspaceReads Reads { get; init; }

    [Inject]
    public required CreateEnvironment Create { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    private IReadOnlyList<(int Value, string Text)> CopyOptions =>
        [(0, "With their initial values"), .. _environments.Select(environment => (environment.Id, $"As they are by default in {environment.Name}"))];

    protected override void Forget()
    {
        (_environments, _errors, _busy) = ([], FormErrors.None, false);
        (_name, _versioning, _isProduction, _copyFrom) = (null, Versioning.V2, false, 0);
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var environments = await Reads.EnvironmentsAsync(Workspace.Access, cancellation);
        return () => _environments = environments;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && MayChange)
        {
            _ = await Browser.RestoreFormAsync(_form);
        }
    }

    private async Task CreateAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var result = await Create.RunAsync(
            new(Workspace.Access, new(_name ?? string.Empty, _versioning, _isProduction), _copyFrom > 0 ? _copyFrom : null),
            CancellationToken.None);
        if (result.IsOk)
        {
            Toasts.Say($"{result.Value.Name} was created.");
        }

        if (WasLeft)
        {
            return;
        }

        (_busy, _errors) = (false, new FormErrors(result.Errors));
        if (result.IsOk)
        {
            await Browser.ForgetFormAsync(_form);
            Navigation.NavigateTo($"{Workspace.Project.Slug}/{result.Value.Slug}/settings");
        }
    }
}
