namespace ExperimentAdmin.App.Shell.Api.Description;

/// <summary>Says of a member of a body that it may be sent as null, and what that means stands in its comment. Others may only be left out.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class OrNullAttribute : Attribute;
