using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Serving.Lookup;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Identities.Pages;

/// <summary>What one identity gets of every flag, and why. Who is asked about is in the address, and the answer follows what others change.</summary>
public sealed partial class IdentitiesPage
{
    // Fewer flags than this are searched faster by eye.
    private const int Few = 8;

    private ElementReference _form;
    private IdentityAnswer? _answer;
    private FormErrors _errors = FormErrors.None;
    private string? _identifier;
    private string? _traits;

    [SupplyParameterFromQuery(Name = "identifier")]
    public string? Identifier { get; set; }

    [SupplyParameterFromQuery(Name = "traits")]
    public string? Traits { get; set; }

    [Inject]
    public required IdentityLookup Lookup { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    protected override object Subject => (Workspace.Environment.Id, Identifier, Traits);

    protected override object Asked => (Workspace, Identifier, Traits);

    private Page<IdentityFlag> Page
    {
        get
        {
            var wanted = TextFold.Fold(Search ?? string.Empty);
            return new ListQuery { Page = Number }.PageOf(
                [.. _answer!.Flags.Where(flag => TextFold.Fold(flag.Flag.Name).Contains(wanted, StringComparison.Ordinal))]);
        }
    }

    protected override void Forget() => (_answer, _errors, _identifier, _traits) = (null, FormErrors.None, Identifier, Traits);

    protected override bool Concerns(ChangeFeed.Committed change) => Workspace.IsTouchedBy(change);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        if (Identifier is null)
        {
            return () => _answer = null;
        }

        var traits = TraitLines.Read(Traits);
        if (!traits.TryGet(out var read, out _))
        {
            return () => (_answer, _errors) = (null, new FormErrors(traits.Errors));
        }

        var answer = await Lookup.AskAsync(Workspace.Access, Workspace.Environment.Id, Identifier, read, cancellation);
        return () => (_answer, _errors) = (answer.TryGet(out var found, out _) ? found : null, new FormErrors(answer.Errors));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _ = await Browser.RestoreFormAsync(_form);
        }
    }

    private void Forgive(string field) => _errors = _errors.Without(field);

    private async Task LookUpAsync()
    {
        var traits = TraitLines.Read(_traits);
        _errors = new FormErrors(traits.Errors.Concat(Identifiers.Check(_identifier)));
        if (!_errors.Any)
        {
            await Browser.ForgetFormAsync(_form); // From now on the address has it.
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["identifier"] = _identifier,
                ["traits"] = string.IsNullOrWhiteSpace(_traits) ? null : _traits.Trim(),
                ["page"] = null,
            }));
        }
    }
}
