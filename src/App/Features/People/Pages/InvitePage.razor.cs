using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.People.Pages;

/// <summary>Makes an account and shows the link for it, once.</summary>
public sealed partial class InvitePage
{
    private IReadOnlyList<(int Value, string Text)> _projects = [(0, "None yet")];
    private string? _missing;
    private FormErrors _errors = FormErrors.None;
    private ElementReference _form;
    private string? _email;
    private string? _name;
    private int _project;
    private Role _role = Role.Viewer;
    private bool _isAdministrator;
    private string _invited = string.Empty;
    private string? _link;
    private bool _busy;
    private bool _restored;

    [Inject]
    public required SettingsReads Reads { get; init; }

    [Inject]
    public required InvitePerson Invite { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    protected override async Task<Action> ReadAsync(InstanceAccess access, CancellationToken cancellation)
    {
        var projects = await Reads.ProjectsAsync(access, new ListQuery { Size = ListQuery.MaxSize }, cancellation);
        return () =>
        {
            _projects = [(0, "None yet"), .. projects.Items.Select(project => (project.Info.Id, project.Info.Name))];
            _missing = projects.Total > projects.Items.Count
                ? $"The first {DisplayText.Number(projects.Items.Count)} are listed. In another one a role is given among its settings."
                : null;
        };
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Access is not null && !_restored)
        {
            _restored = true;
            _ = await Browser.RestoreFormAsync(_form);
        }
    }

    private async Task InviteAsync()
    {
        if (_busy || Access is null)
        {
            return;
        }

        _busy = true;
        var result = await Invite.RunAsync(
            new(Access, _email, _name)
            {
                IsInstanceAdministrator = _isAdministrator,
                ProjectId = _project > 0 ? _project : null,
                Role = _role,
            },
            CancellationToken.None);
        if (WasLeft)
        {
            return;
        }

        (_busy, _errors) = (false, new FormErrors(result.Errors));
        if (result.IsOk)
        {
            await Browser.ForgetFormAsync(_form);
            (_invited, _link) = (_name!.Trim(), PasswordLinks.Address(Navigation, result.Value));
        }
    }

    private void Again() => (_email, _name, _isAdministrator, _link) = (null, null, false, null);
}
