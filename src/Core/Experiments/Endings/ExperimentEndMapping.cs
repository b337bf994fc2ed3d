using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Experiments.Endings;

internal sealed class ExperimentEndMapping : IEntityTypeConfiguration<ExperimentEnd>
{
    public void Configure(EntityTypeBuilder<ExperimentEnd> builder)
    {
        builder.ToTable("experiment_ends");
        builder.HasKey(end => end.ExperimentId);
        builder.Property(end => end.ExperimentId).ValueGeneratedNever();
        builder.Property(end => end.VariantKey).HasMaxLength(Variant.KeyMaxLength);
        builder.Property(end => end.Note).HasMaxLength(ExperimentEnd.NoteMaxLength);
        builder.Property(end => end.EndedBy).HasMaxLength(Person.DisplayNameMaxLength);
        builder.HasOne<Experiment>().WithOne().HasForeignKey<ExperimentEnd>(end => end.ExperimentId).OnDelete(DeleteBehavior.Restrict);
    }
}
