using System.Text.Json;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.App.Ui.Feedback;
using ExperimentAdmin.App.Ui.Forms;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Pages;

/// <summary>Creates a flag. What was typed survives a reload of the page.</summary>
public sealed partial class NewFlagPage
{
    private readonly List<VariantAccess> _variants = [];
    private ElementReference _form;
    private FormErrors _errors = FormErrors.None;
    private string? _name;
    private string? _description;
    private string? _tags;
    private string? _value;
    private FlagValueType _type;
    private bool _enabled;
    private bool _serverKeyOnly;
    private bool _busy;

    [Inject]
    public required CreateFeature Create { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private bool MayEdit => Workspace.Access.May(Permission.EditFlags);

    /// <summary>The variants as a field that is kept and put back like the others.</summary>
    private string Kept => JsonSerializer.Serialize(_variants);

    protected override void Forget()
    {
        _variants.Clear();
        (_errors, _name, _description, _tags, _value, _type) = (FormErrors.None, null, null, null, null, default);
        (_enabled, _serverKeyOnly, _busy) = (false, false, false);
    }

    protected override Task<Action> ReadAsync(CancellationToken cancellation) => Task.FromResult<Action>(() => { });

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && MayEdit)
        {
            await Browser.RestoreFormAsync(_form);
        }
    }

    private void PutBack(ChangeEventArgs kept)
    {
        _variants.Clear();
        _variants.AddRange(JsonSerializer.Deserialize<List<VariantAccess>>((string)kept.Value!) ?? []);
    }

    private void AddVariant() => _variants.Add(new VariantAccess());

    private void RemoveVariant(VariantAccess variant)
    {
        _ = _variants.Remove(variant);

        // The others moved up, so what was said about them stands at the wrong place.
        _errors = new FormErrors(_errors.All.Where(error => error.Field?.StartsWith("variants", StringComparison.Ordinal) != true));
    }

    // What somebody corrects is no longer wrong.
    private void Forgive(string field) => _errors = _errors.Without(field);

    private async Task SaveAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var name = _name?.Trim();
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

        (_busy, _errors) = (false, new FormErrors(created.Errors));
        if (created.IsOk)
        {
            await Browser.ForgetFormAsync(_form);
            Navigation.NavigateTo(Workspace.Href($"flags/{name}"));
        }
    }

    private sealed class VariantAccess
    {
        public string? Key { get; set; }

        public string? Value { get; set; }
    }
}
