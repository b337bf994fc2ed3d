using System.Text.Json;
using ExperimentAdmin.App.Features.Projects.Parts;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Projects.Pages;

/// <summary>Makes a project with its environments and leads into it. What was typed survives a reload of the page.</summary>
public sealed partial class NewProjectPage
{
    private readonly List<EnvironmentDraft> _environments =
        [new() { Name = "Development" }, new() { Name = "Production", IsProduction = true }];

    private ElementReference _form;
    private FormErrors _errors = FormErrors.None;
    private string? _name;
    private bool _busy;
    private string? _kept;

    [Inject]
    public required CreateProject Create { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    /// <summary>The environments as a field that is kept and put back like the others.</summary>
    private string Kept => JsonSerializer.Serialize(_environments);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var (before, now) = (_kept, Kept);
        if (Access is null || before == now)
        {
            return;
        }

        _kept = now;
        if (before is null)
        {
            _ = await Browser.RestoreFormAsync(_form);
        }
        else
        {
            await Browser.KeepFormAsync(_form);
        }
    }

    private void PutBack(ChangeEventArgs kept)
    {
        _environments.Clear();
        _environments.AddRange(JsonSerializer.Deserialize<List<EnvironmentDraft>>((string)kept.Value!) ?? []);
    }

    private async Task CreateAsync()
    {
        if (_busy || Access is null)
        {
            return;
        }

        _busy = true;
        var result = await Create.RunAsync(
            new(Access, _name ?? string.Empty, [.. _environments.Select(line => new NewEnvironment(
                line.Name ?? string.Empty, line.Versioning, line.IsProduction))]),
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
            Navigation.NavigateTo($"{result.Value.Slug}/{Core.Common.Names.Slug.From(_environments[0].Name!)}");
        }
    }
}
