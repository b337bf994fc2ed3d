using ExperimentAdmin.App.Features.Projects.Parts;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Flags.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Projects.Pages;

/// <summary>Makes a project with its environments and leads into it.</summary>
public sealed partial class NewProjectPage
{
    private readonly List<EnvironmentDraft> _environments =
        [new() { Name = "Development" }, new() { Name = "Production", IsProduction = true }];

    private FormErrors _errors = FormErrors.None;
    private string? _name;
    private bool _busy;

    [Inject]
    public required CreateProject Create { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

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
        _busy = false;
        _errors = new FormErrors(result.Errors);
        if (result.IsOk)
        {
            Toasts.Say($"{result.Value.Name} was created.");
            Navigation.NavigateTo($"{result.Value.Slug}/{Core.Common.Slug.From(_environments[0].Name!)}");
        }
    }
}
