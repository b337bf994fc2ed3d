namespace ExperimentAdmin.App.Shell.Api.Description;

/// <summary>Says of a member that answers always have that whoever sends the same shape may leave it out.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class MayBeLeftOutAttribute : Attribute;
