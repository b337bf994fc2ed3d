using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

internal sealed class ExperimentPauseMapping : IEntityTypeConfiguration<ExperimentPause>
{
    public void Configure(EntityTypeBuilder<ExperimentPause> builder)
    {
        builder.ToTable("experiment_pauses");
        builder.HasOne<Experiment>().WithMany().HasForeignKey(pause => pause.ExperimentId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(pause => pause.ExperimentId).IsUnique()
            .HasDatabaseName("ux_experiment_pauses_open").HasFilter("resumed_at IS NULL");
    }
}
