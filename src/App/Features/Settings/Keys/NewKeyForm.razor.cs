using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Keys;

/// <summary>Makes another key.</summary>
public sealed partial class NewKeyForm
{
    private static readonly IReadOnlyList<(EnvironmentKeyKind Value, string Text)> s_kinds =
    [
        (EnvironmentKeyKind.Server, "Server: secret, for services of yours"),
        (EnvironmentKeyKind.Client, "Client: public, for browsers and apps"),
    ];

    private ElementReference _form;
    private FormErrors _errors = FormErrors.None;
    private string? _name;
    private EnvironmentKeyKind _kind = EnvironmentKeyKind.Server;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    [Parameter, EditorRequired]
    public int EnvironmentId { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<(NewKey Key, string Name, EnvironmentKeyKind Kind)> OnMade { get; set; }

    [Inject]
    public required CreateEnvironmentKey Create { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
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
        var (name, kind) = (_name, _kind);
        var result = await Create.RunAsync(new(Access, EnvironmentId, kind, name), CancellationToken.None);
        if (WasLeft)
        {
            return;
        }

        _busy = false;
        _errors = new FormErrors(result.Errors);
        if (result.IsOk)
        {
            _name = ThreeWayMerge.Of(name, _name, null); // The next one's name may have been begun.
            StateHasChanged();
            await Browser.ForgetFormAsync(_form, _name is not null);
            await OnMade.InvokeAsync((result.Value, name!.Trim(), kind));
        }
    }
}
