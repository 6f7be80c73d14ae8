package pointdrop.benchmark;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/// How many rows a second files of several sizes allow. White behind all, as a page may be light or dark.
final class RowsPlot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 400;
    /// Twice what a page shows, for fine screens; it is drawn at 72.
    private static final int DOTS_PER_INCH = 144;

    private final List<Integer> sizes;
    private final XYChart chart;

    /// @param sizes of the files in rows
    RowsPlot(String title, List<Integer> sizes) {
        this.sizes = sizes;
        this.chart = new XYChartBuilder().width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("rows")
                .yAxisTitle("rows/s")
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setXAxisDecimalPattern("#,###")
                .setYAxisDecimalPattern("#,###")
                .setLegendPosition(LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE);
    }

    RowsPlot line(String name, List<Double> perSecond) {
        chart.addSeries(name, sizes, perSecond);
        return this;
    }

    /// @param file whose name ends with `.png`
    void draw(Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, DOTS_PER_INCH);
    }
}
