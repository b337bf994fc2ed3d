using System.Text.Json;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>Everything that a new flag is made of, on its own page and in the wizard. What was typed survives a reload of the page.</summary>
public sealed partial class NewFlagForm
{
    /// <summary>The id of the field that comes first, where the form stands on a page with others.</summary>
    public const string FirstField = "field-new-flag-name";

    private readonly List<VariantAccess> _variants = [];
    private ElementReference _form;
    private FormErrors _errors = FormErrors.None;
    private string? _name;
    private string? _description;
    private string? _tags;
    private string? _value;
    private string? _kept;
    private FlagValueType _type;
    private bool _enabled;
    private bool _serverKeyOnly;
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>
    /// Whether it is made for an experiment, inside of a card of a page that has other fields: then it has a variant, and its fields have
    /// ids of their own.
    /// </summary>
    [Parameter]
    public bool ForExperiment { get; set; }

    /// <summary>It was created.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<(int FeatureId, string Name)> OnCreated { get; set; }

    /// <summary>Closes the form; without it the way out leads to the flags.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Inject]
    public required CreateFeature Create { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private int Least => ForExperiment ? 1 : 0;

    /// <summary>The control value, whose field is another one for each type, and the variants, as a field that is kept and put back like the others.</summary>
    private string Kept => JsonSerializer.Serialize(new KeptValues(_value, _variants));

    protected override void OnInitialized() => _variants.AddRange(Enumerable.Range(0, Least).Select(_ => new VariantAccess()));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _kept = Kept;
            await Browser.RestoreFormAsync(_form);
        }
        else if (Kept != _kept)
        {
            _kept = Kept;
            await Browser.KeepFormAsync(_form);
        }
    }

    private string Named(string field) => ForExperiment ? $"new-flag.{field}" : field;

    private string? ErrorOf(string field) => _errors[Named(field)];

    // The rows that are there stay: their fields are being put back too.
    private void PutBack(ChangeEventArgs kept)
    {
        var (value, variants) = JsonSerializer.Deserialize<KeptValues>((string)kept.Value!)!;
        _value = value;
        foreach (var (row, variant) in _variants.Zip(variants))
        {
            (row.Key, row.Value) = (variant.Key, variant.Value);
        }

        _variants.AddRange(variants.Skip(_variants.Count));
    }

    private void AddVariant() => _variants.Add(new VariantAccess());

    private void RemoveVariant(VariantAccess variant)
    {
        _ = _variants.Remove(variant);

        // The others moved up, so what was said about them stands at the wrong place.
        var moved = Named("variants");
        _errors = new FormErrors(_errors.All.Where(error => error.Field?.StartsWith(moved, StringComparison.Ordinal) != true));
    }

    // What somebody corrects is no longer wrong.
    private void Forgive(string field) => _errors = _errors.Without(Named(field));

    private async Task CancelAsync()
    {
        await Browser.ForgetFormAsync(_form);
        await OnCancel.InvokeAsync();
    }

    private async Task SaveAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var name = _name?.Trim() ?? string.Empty;
        var created = await Create.RunAsync(
            new(Workspace.Access, _name, _type)
            {
                InitialValue = _value,
                DefaultEnabled = _enabled,
                Description = _description,
                Tags = TagRules.Split(_tags),
                ServerKeyOnly = _serverKeyOnly,
                Variants = [.. _variants.Select(variant => new CreateFeature.NewVariant(variant.Key, variant.Value))],
            },
            CancellationToken.None);
        if (created.IsOk)
        {
            Toasts.Say($"{name} is created in every environment.");
        }

        if (WasLeft)
        {
            return;
        }

        (_busy, _errors) = (false, new FormErrors(created.Errors.Select(error => error.Field is { } field ? error with { Field = Named(field) } : error)));
        if (created.IsOk)
        {
            await Browser.ForgetFormAsync(_form);
            await OnCreated.InvokeAsync((created.Value, name));
        }
    }

    private sealed record KeptValues(string? Value, List<VariantAccess> Variants);

    private sealed class VariantAccess
    {
        public string? Key { get; set; }

        public string? Value { get; set; }
    }
}
