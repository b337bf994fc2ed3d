using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Serving.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Identities.Pages;

/// <summary>What one identity gets of every flag, and why. Who is asked about is in the address, and the answer follows what others change.</summary>
public sealed partial class IdentitiesPage : IDisposable
{
    // Fewer flags than this are searched faster by eye.
    private const int Few = 8;

    private ElementReference _form;
    private LiveRefresh? _live;
    private IdentityAnswer? _answer;
    private FormErrors _errors = FormErrors.None;
    private string? _identifier;
    private string? _traits;
    private (string?, string?) _shown;

    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

    [SupplyParameterFromQuery(Name = "identifier")]
    public string? Identifier { get; set; }

    [SupplyParameterFromQuery(Name = "traits")]
    public string? Traits { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? Number { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required IdentityLookup Lookup { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    private Page<IdentityFlag> Page
    {
        get
        {
            var wanted = TextFold.Fold(Search ?? string.Empty);
            return new ListQuery { Page = Number ?? 1 }.PageOf(
                [.. _answer!.Flags.Where(flag => TextFold.Fold(flag.Flag.Name).Contains(wanted, StringComparison.Ordinal))]);
        }
    }

    public void Dispose() => _live?.Dispose();

    protected override void OnInitialized() => _live = new LiveRefresh(
        Feed,
        Clock,
        change => change.ProjectId == Workspace.Project.Id && (change.EnvironmentId is null || change.EnvironmentId == Workspace.Environment.Id),
        () => InvokeAsync(CatchUpAsync));

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != (Identifier, Traits))
        {
            _shown = (Identifier, Traits);
            (_identifier, _traits) = (Identifier, Traits);
        }

        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _ = await Browser.RestoreFormAsync(_form);
        }
    }

    private void Forgive(string field) => _errors = _errors.Without(field);

    private async Task CatchUpAsync()
    {
        try
        {
            await LoadAsync();
            StateHasChanged();
        }
        catch (Exception exception)
        {
            await ReportAsync(exception);
        }
    }

    private async Task LoadAsync()
    {
        if (Identifier is null)
        {
            _answer = null;
            return;
        }

        var traits = TraitLines.Read(Traits);
        if (!traits.TryGet(out var read, out _))
        {
            (_answer, _errors) = (null, new FormErrors(traits.Errors));
            return;
        }

        var answer = await Lookup.AskAsync(Workspace.Access, Workspace.Environment.Id, Identifier, read);
        _answer = answer.TryGet(out var found, out _) ? found : null;
        _errors = new FormErrors(answer.Errors);
    }

    private async Task AskAsync()
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

    private void SearchFor(string? text) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["q"] = string.IsNullOrWhiteSpace(text) ? null : text,
            ["page"] = null,
        }),
        replace: true);
}
